from .basis import EXPECTED as EXPECTED
from .basis import Basis as Basis
from .basis import read_basis as read_basis
