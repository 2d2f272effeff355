(function () {
  "use strict";
  var links = {};
  document.querySelectorAll(".contents a[href^='#']").forEach(function (link) {
    links[link.getAttribute("href").slice(1)] = link;
  });
  if (!("IntersectionObserver" in window)) { return; }
  var watch = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      var link = links[entry.target.id];
      if (!link) { return; }
      if (entry.isIntersecting) {
        Object.keys(links).forEach(function (key) { links[key].removeAttribute("aria-current"); });
        link.setAttribute("aria-current", "true");
      }
    });
  }, { rootMargin: "-20% 0px -70% 0px" });
  document.querySelectorAll("main > section").forEach(function (part) { watch.observe(part); });
}());
