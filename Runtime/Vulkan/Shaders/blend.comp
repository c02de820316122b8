#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = m x + (1 - m) y with m in z; where m is 0 or 1, one side to the last bit
#include "elementwise.glsl"

void main()
{
    EACH(i) {
        REAL m = z(i), u = x(i), v = y(i);
        precise REAL mixed = m * u + (REAL(1) - m) * v;
        put(i, m == REAL(0) ? v : m == REAL(1) ? u : mixed);
    }
}
