#version 460
#extension GL_GOOGLE_include_directive : require
#include "light.glsl"

layout(location = 0) flat in vec3 worldNormal;
layout(location = 1) flat in vec3 surface;
layout(location = 2) centroid in vec2 atlasPlace;

// Multiplied by alpha, which is 0 where nothing is painted.
layout(set = 0, binding = 0) uniform sampler2D atlas;

layout(location = 0) out vec4 colour;

void main() {
    vec4 painted = texture(atlas, atlasPlace);
    colour = vec4(painted.rgb + (1 - painted.a) * lit(surface, worldNormal), 1);
}
