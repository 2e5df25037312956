"""Proportions and masses of the body, as shares of body height and body mass.

Lengths of limbs: Drillis and Contini (1966), in D. A. Winter, Biomechanics and Motor Control of Human
Movement, 4th ed., fig. 4.1. Masses and centres of mass: the same, table 4.1. The spine's segments divide the
height from sacral base (0.582) to the skull's condyles as lumbar 0.106, thoracic 0.160, neck 0.065. In a
standing body x points forwards, y to its left, z up; the root is the middle between the hip joints.
"""

SHANK = 0.246
THIGH = 0.245
UPPER_ARM = 0.186
FOREARM = 0.146
HAND = 0.100
PALM = 0.050
"""From the wrist to the middle of the palm, which touches what the hand holds."""
ANKLE_HEIGHT = 0.039
HEEL = -0.036
"""Distances of the foot's points before the ankle, on the sole."""
HEEL_DOWN = -0.017
"""The contact point of the heel when the toes are lifted."""
BALL = 0.078
TOE = 0.116
HIP_WIDTH = 0.050
"""From the middle to a hip joint."""
SHOULDER_WIDTH = 0.100
SHOULDER_DROP = 0.030
"""From the lowest neck vertebra down to the shoulder joint."""
SACRUM = (-0.030, 0.0, 0.052)
TAIL = (-0.042, 0.0, -0.008)
LUMBAR = 0.053
"""Length of each of two segments."""
THORACIC = 0.080
"""Length of each of two segments."""
NECK = 0.065
HEAD_CENTRE = (0.012, 0.0, 0.034)
NOSE = (0.066, 0.0, 0.012)
HEAD_TOP = (0.0, 0.0, 0.092)
STANDING_ROOT = ANKLE_HEIGHT + SHANK + THIGH
SEAT_HEIGHT = 0.236

NEUTRAL = {"lumbar1": 12.0, "lumbar2": -6.0, "thorax1": -11.0, "thorax2": 9.0, "neck": 14.0}
"""The curves of a standing spine: the forward lean of each segment in degrees."""

MASSES: tuple[tuple[str, str, float, float], ...] = (
    ("root", "t12", 0.50, 0.281),
    ("t12", "c7", 0.55, 0.216),
    ("c7", "head", 1.0, 0.081),
    ("{}_shoulder", "{}_elbow", 0.436, 0.028),
    ("{}_elbow", "{}_wrist", 0.430, 0.016),
    ("{}_wrist", "{}_hand", 0.506, 0.006),
    ("{}_hip", "{}_knee", 0.433, 0.100),
    ("{}_knee", "{}_ankle", 0.433, 0.0465),
    ("{}_ankle", "{}_toe", 0.40, 0.0145),
)
"""(from, to, position of the mass between them, share of body mass); ``{}`` stands for left and right."""
