#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// One sum of squares of (x - y) / max(a, b max(|x|, |z|)) for each invocation; the host adds them up.
#include "elementwise.glsl"
#include "accumulator.glsl"

void main()
{
    EACH(i) {
        REAL error = (x(i) - y(i)) / max(a, b * max(abs(x(i)), abs(z(i))));
        addProduct(error, error);
    }
    putSum();
}
