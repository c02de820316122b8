#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = a x
#include "elementwise.glsl"

void main() { EACH(i) put(i, a * x(i)); }
