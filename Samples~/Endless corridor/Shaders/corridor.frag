#version 460
#extension GL_GOOGLE_include_directive : require
#include "corridor.glsl"

// A lamp below the ceiling of each room, and one that the walker carries: Lambert below GGX (Walter et al., 2007) with Schlick's Fresnel.

layout(set = 0, binding = 0) uniform sampler2D baseColorMap;
layout(set = 0, binding = 1) uniform sampler2D normalMap;
layout(set = 0, binding = 2) uniform sampler2D occlusionMap;
layout(set = 0, binding = 3) uniform sampler2D roughnessMap;
layout(set = 0, binding = 4) uniform sampler2D metallicMap;

layout(location = 0) in vec3 worldPosition;
layout(location = 1) in vec3 worldNormal;
layout(location = 2) in vec3 worldTangent;
layout(location = 3) in vec2 texel;
layout(location = 0) out vec4 colour;

const float pi = 3.14159265;
const float roomLength = 6.0;

vec3 lit(vec3 lamp, vec3 light, vec3 n, vec3 v, vec3 diffuse, vec3 f0, float alpha) {
    vec3 to = lamp - worldPosition;
    vec3 l = normalize(to), h = normalize(l + v);
    float nl = max(dot(n, l), 0), nv = max(dot(n, v), 1e-3), nh = max(dot(n, h), 0), vh = max(dot(v, h), 0);
    float a2 = alpha * alpha;
    float d = a2 / (pi * pow(nh * nh * (a2 - 1) + 1, 2));
    float k = alpha / 2;
    float visibility = 0.25 / ((nl * (1 - k) + k) * (nv * (1 - k) + k));
    vec3 f = f0 + (1 - f0) * pow(1 - vh, 5);
    return light * nl * ((1 - f) * diffuse / pi + f * d * visibility) / (1 + dot(to, to));
}

void main() {
    vec3 baseColor = texture(baseColorMap, texel).rgb;
    float occlusion = texture(occlusionMap, texel).r;
    float roughness = clamp(texture(roughnessMap, texel).r, 0.08, 1);
    float metallic = texture(metallicMap, texel).r;
    vec3 n = normalize(worldNormal), t = normalize(worldTangent);
    n = normalize(mat3(t, cross(n, t), n) * (2 * texture(normalMap, texel).rgb - 1));
    vec3 v = normalize(eye.xyz - worldPosition);

    vec3 diffuse = baseColor * (1 - metallic);
    vec3 f0 = mix(vec3(0.04), baseColor, metallic);
    float alpha = roughness * roughness;
    vec3 light = (0.10 + 0.05 * n.y) * (diffuse + 0.6 * f0) * occlusion;
    float room = floor(worldPosition.z / roomLength);
    for (int i = -1; i <= 1; i++)
        light += lit(vec3(0, 2.6, (room + i + 0.5) * roomLength), vec3(13, 12, 10.5), n, v, diffuse, f0, alpha) * occlusion;
    light += lit(eye.xyz + vec3(0.3, -0.2, 0), vec3(2.5), n, v, diffuse, f0, alpha);

    float fog = 1 - exp(-0.0022 * dot(eye.xyz - worldPosition, eye.xyz - worldPosition));
    light = mix(light, vec3(0.010, 0.012, 0.016), fog);
    colour = vec4(light / (1 + light), 1);
}
