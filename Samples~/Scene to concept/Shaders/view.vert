#version 460
layout(push_constant) uniform Arguments { mat4 viewProjection; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec3 colour;
layout(location = 3) in vec3 place;

layout(location = 0) flat out vec3 worldNormal;
layout(location = 1) flat out vec3 surface;
layout(location = 2) centroid out vec2 atlasPlace;

void main() {
    worldNormal = normal;
    surface = colour;
    atlasPlace = place.xy;
    gl_Position = viewProjection * vec4(position, 1);
}
