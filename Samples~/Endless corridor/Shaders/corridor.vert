#version 460
#extension GL_GOOGLE_include_directive : require
#include "corridor.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec3 tangent;
layout(location = 3) in vec2 uv;

layout(location = 0) out vec3 worldPosition;
layout(location = 1) out vec3 worldNormal;
layout(location = 2) out vec3 worldTangent;
layout(location = 3) out vec2 texel;

void main() {
    worldPosition = position + offset.xyz;
    worldNormal = normal;
    worldTangent = tangent;
    texel = uv;
    gl_Position = viewProjection * vec4(worldPosition, 1);
}
