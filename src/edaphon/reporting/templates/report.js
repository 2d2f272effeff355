(function () {
  "use strict";
  // On a phone a row is a card: every cell knows the head of its column.
  if (window.matchMedia("(max-width: 34rem)").matches) {
    document.querySelectorAll("figure.table table").forEach(function (table) {
      var heads = Array.prototype.map.call(table.querySelectorAll("thead th"), function (head) {
        return head.textContent;
      });
      table.querySelectorAll("tbody tr, tfoot tr").forEach(function (row) {
        Array.prototype.forEach.call(row.cells, function (cell, place) {
          var held = document.createElement("span");
          while (cell.firstChild) { held.appendChild(cell.firstChild); }
          cell.appendChild(held);
          cell.setAttribute("data-label", heads[place] || "");
        });
      });
    });
    document.documentElement.classList.add("labelled");
  }

  var FOUND = "tbody tr:not([hidden]), dt:not([hidden] dt)";
  // Search: rows of tables and facts that hold the words; everything else steps back.
  var field = document.getElementById("search");
  var rows = document.querySelectorAll("main figure.table tbody tr, main .facts > div");
  var told = document.getElementById("found");
  field.parentNode.hidden = false;
  field.addEventListener("input", function () {
    var words = field.value.trim().toLowerCase();
    var count = 0;
    rows.forEach(function (row) {
      var holds = words && row.textContent.toLowerCase().indexOf(words) >= 0;
      row.hidden = Boolean(words) && !holds;
      if (holds) { count += 1; }
    });
    document.documentElement.classList.toggle("searching", Boolean(words));
    document.querySelectorAll("main > section, main figure.table, main .facts").forEach(function (part) {
      part.hidden = Boolean(words) && !part.querySelector(FOUND);
    });
    told.textContent = words ? told.getAttribute("data-found").replace("{count}", String(count)) : "";
  });

  // A step that a link leads to unfolds.
  function unfold() {
    var place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var fold = place && place.closest("details");
    if (fold) { fold.open = true; place.scrollIntoView(); }
  }
  window.addEventListener("hashchange", unfold);
  unfold();

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
