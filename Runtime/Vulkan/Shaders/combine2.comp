#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = a x + b y, each product rounded as on the host
#include "elementwise.glsl"

void main()
{
    EACH(i) {
        precise REAL sum = a * x(i) + b * y(i);
        put(i, sum);
    }
}
