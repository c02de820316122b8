#version 460
#extension GL_GOOGLE_include_directive : require
#include "scene.glsl"
#include "studio.glsl"

layout(location = 0) in vec3 ray;
layout(location = 0) out vec4 colour;

const float floorHeight = -1.55;
const float radius = 1.2; // of a sphere that shades the floor as the object does

float shade(vec3 floorPoint) {
    float distance = length(floorPoint);
    float open = 1 - 0.9 * (-floorPoint.y / distance) * radius * radius / (distance * distance);
    float offAxis = length(cross(floorPoint, keyDirection));
    float shadow = 1 - 0.45 * (1 - smoothstep(0.2 * radius, 1.5 * radius, offAxis));
    return open * shadow;
}

void main() {
    vec3 d = normalize(ray);
    float glow = exp(-3 * (1 - dot(d, normalize(-eye.xyz))) * 4);
    float light = backdrop * mix(0.55, 1.25, glow);
    if (d.y < -1e-3) light *= mix(1, shade(eye.xyz + d * (floorHeight - eye.y) / d.y), smoothstep(0, 0.15, -d.y));
    colour = vec4(dither(toneMap(vec3(light))), 1);
}
