#version 460
#extension GL_GOOGLE_include_directive : require
#include "light.glsl"

layout(location = 0) flat in vec3 worldNormal;
layout(location = 1) flat in vec3 surface;
layout(location = 2) flat in uint object;
layout(location = 3) in vec2 atlasPlace;
layout(location = 4) flat in float piece;

layout(location = 0) out vec4 colour;
layout(location = 1) out vec4 normal;
layout(location = 2) out uint id;
layout(location = 3) out vec4 place;

void main() {
    colour = vec4(lit(surface, worldNormal), 1);
    normal = vec4(worldNormal, 0);
    id = object;
    place = vec4(atlasPlace, piece, 0);
}
