#version 460
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
    const vec3 sun = normalize(vec3(-0.45, 0.75, 0.5));
    float sky = 0.3 + 0.2 * worldNormal.y;
    colour = vec4(surface * (sky + 0.6 * max(0.0, dot(worldNormal, sun))), 1);
    normal = vec4(worldNormal, 0);
    id = object;
    place = vec4(atlasPlace, piece, 0);
}
