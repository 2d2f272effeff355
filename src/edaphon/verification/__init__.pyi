from .replaying import Replay as Replay
from .replaying import replay as replay
from .walking import Node as Node
from .walking import Trail as Trail
from .walking import Walk as Walk
from .walking import nodes as nodes
