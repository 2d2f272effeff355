from .basis import EXPECTED as EXPECTED
from .costs import COSTS as COSTS
from .forecast import DRAWS as DRAWS
from .forecast import FORECAST as FORECAST
from .forecast import NEVER as NEVER
from .forecast import forecast as forecast
