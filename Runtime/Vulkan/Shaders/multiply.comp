#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = x y
#include "elementwise.glsl"

void main() { EACH(i) put(i, x(i) * y(i)); }
