#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = exp(a x)
#include "elementwise.glsl"
#include "real.glsl"

void main()
{
    EACH(i) {
        precise REAL ax = a * x(i);
        put(i, exponential(ax));
    }
}
