#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// One sum of products x y for each invocation; the host adds them up.
#include "elementwise.glsl"
#include "accumulator.glsl"

void main()
{
    EACH(i) addProduct(x(i), y(i));
    putSum();
}
