from .crate import CrateDescription as CrateDescription
from .sealed import Bundle as Bundle
from .sealed import BundleId as BundleId
from .sealed import open_bundle as open_bundle
from .sealed import write as write
