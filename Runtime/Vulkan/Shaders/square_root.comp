#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = sqrt(x)
#include "elementwise.glsl"

void main() { EACH(i) put(i, sqrt(x(i))); }
