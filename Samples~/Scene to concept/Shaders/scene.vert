#version 460
layout(push_constant) uniform Arguments { mat4 viewProjection; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec3 colour;
layout(location = 3) in uint id;
layout(location = 4) in vec3 place;

layout(location = 0) flat out vec3 worldNormal;
layout(location = 1) flat out vec3 surface;
layout(location = 2) flat out uint object;
layout(location = 3) out vec2 atlasPlace;
layout(location = 4) flat out float piece;

// Both passes must give the same depth to the last bit: the second draws only where it is equal.
invariant gl_Position;

void main() {
    worldNormal = normal;
    surface = colour;
    object = id;
    atlasPlace = place.xy;
    piece = place.z;
    gl_Position = viewProjection * vec4(position, 1);
}
