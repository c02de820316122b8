#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = x kept between a and b; not a number stays not a number
#include "elementwise.glsl"

void main()
{
    EACH(i) {
        REAL value = x(i);
        put(i, value < a ? a : value > b ? b : value);
    }
}
