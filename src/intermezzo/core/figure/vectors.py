"""Vectors of three numbers and rotations of nine (row by row) as plain tuples."""

from math import cos, radians, sin, sqrt

Vec = tuple[float, float, float]
Mat = tuple[float, float, float, float, float, float, float, float, float]

UPRIGHT: Mat = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    """Return a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, factor: float) -> Vec:
    """Return ``factor`` times a."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """Return the length."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, otherwise: Vec = (0.0, 0.0, 1.0)) -> Vec:
    """Return the direction of a, or ``otherwise`` if its length is 0."""
    size = length(a)
    return scaled(a, 1 / size) if size > 1e-9 else otherwise


def between(a: Vec, b: Vec, share: float) -> Vec:
    """Return the point ``share`` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def turned(m: Mat, v: Vec) -> Vec:
    """Return v rotated by m."""
    x, y, z = v
    return (m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z)


def placed(origin: Vec, m: Mat, offset: Vec) -> Vec:
    """Return the point at an offset from another one, along the axes of a frame."""
    x, y, z = offset
    return (
        origin[0] + (m[0] * x + m[1] * y + m[2] * z),
        origin[1] + (m[3] * x + m[4] * y + m[5] * z),
        origin[2] + (m[6] * x + m[7] * y + m[8] * z),
    )


def columns(x: Vec, y: Vec, z: Vec) -> Mat:
    """Return the frame with these three axes."""
    return (x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2])


def column(m: Mat, index: int) -> Vec:
    """Return one axis of a frame."""
    return (m[index], m[index + 3], m[index + 6])


def around_x(m: Mat, degrees: float) -> Mat:
    """Return a frame rotated about its own x axis, y towards z."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    x, a, b, y, d, e, z, g, h = m
    return (x, a * c + b * s, b * c - a * s, y, d * c + e * s, e * c - d * s, z, g * c + h * s, h * c - g * s)


def around_y(m: Mat, degrees: float) -> Mat:
    """Return a frame rotated about its own y axis, z towards x."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    a, x, b, d, y, e, g, z, h = m
    return (a * c - b * s, x, a * s + b * c, d * c - e * s, y, d * s + e * c, g * c - h * s, z, g * s + h * c)


def around_z(m: Mat, degrees: float) -> Mat:
    """Return a frame rotated about its own z axis, x towards y."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    a, b, x, d, e, y, g, h, z = m
    return (a * c + b * s, b * c - a * s, x, d * c + e * s, e * c - d * s, y, g * c + h * s, h * c - g * s, z)


def blended(m: Mat, n: Mat, share: float) -> Mat:
    """Return the frame ``share`` of the way from m to n, which must not point in opposite directions."""
    z = unit(between(column(m, 2), column(n, 2), share))
    x = between(column(m, 0), column(n, 0), share)
    x = unit(sub(x, scaled(z, dot(x, z))), (1.0, 0.0, 0.0))
    return columns(x, cross(z, x), z)


def along(direction: Vec, side: Vec) -> Mat:
    """Return the frame of a limb whose -z is ``direction`` and whose y is as near to ``side`` as possible."""
    z = scaled(direction, -1)
    y = sub(side, scaled(z, dot(side, z)))
    if length(y) < 1e-6:
        y = cross(z, (1.0, 0.0, 0.0)) if abs(z[0]) < 0.9 else cross(z, (0.0, 0.0, 1.0))
    y = unit(y)
    return columns(cross(y, z), y, z)
