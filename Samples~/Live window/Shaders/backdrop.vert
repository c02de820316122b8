#version 460
#extension GL_GOOGLE_include_directive : require
#include "scene.glsl"

layout(location = 0) out vec3 ray;

// One triangle that covers the window, at the far plane.
void main() {
    vec2 p = vec2(gl_VertexIndex & 1, gl_VertexIndex >> 1) * 4 - 1;
    vec4 far = inverse(viewProjection) * vec4(p, 1, 1);
    ray = far.xyz / far.w - eye.xyz;
    gl_Position = vec4(p, 1, 1);
}
