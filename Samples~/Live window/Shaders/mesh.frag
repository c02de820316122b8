#version 460
#extension GL_GOOGLE_include_directive : require
#include "scene.glsl"
#include "studio.glsl"

// glTF 2.0's metallic-roughness material, its appendix B: Lambert below GGX (Walter et al., 2007) with Smith's visibility
// and Schlick's Fresnel. The studio around it reflects through Karis' fit of the split sum ("Physically based shading on mobile", 2014).

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

vec3 lit(vec3 n, vec3 v, vec3 l, vec3 diffuse, vec3 f0, float alpha) {
    vec3 h = normalize(v + l);
    float nl = max(dot(n, l), 0), nv = max(dot(n, v), 1e-4), nh = max(dot(n, h), 0), vh = max(dot(v, h), 0);
    float a2 = alpha * alpha;
    float d = a2 / (pi * pow(nh * nh * (a2 - 1) + 1, 2));
    float visibility = 0.5 / (nl * sqrt(nv * nv * (1 - a2) + a2) + nv * sqrt(nl * nl * (1 - a2) + a2) + 1e-5);
    vec3 f = f0 + (1 - f0) * pow(1 - vh, 5);
    return nl * ((1 - f) * diffuse / pi + f * d * visibility);
}

vec3 environmentReflectance(vec3 f0, float roughness, float nv) {
    vec4 r = roughness * vec4(-1, -0.0275, -0.572, 0.022) + vec4(1, 0.0425, 1.04, -0.04);
    float a = min(r.x * r.x, exp2(-9.28 * nv)) * r.x + r.y;
    vec2 scaleBias = vec2(-1.04, 1.04) * a + r.zw;
    return f0 * scaleBias.x + scaleBias.y;
}

void main() {
    vec3 baseColor = texture(baseColorMap, texel).rgb;
    float occlusion = texture(occlusionMap, texel).r;
    float roughness = clamp(texture(roughnessMap, texel).r, 0.05, 1);
    float metallic = texture(metallicMap, texel).r;

    vec3 n = normalize(worldNormal);
    vec3 t = normalize(worldTangent - n * dot(n, worldTangent));
    n = mat3(t, cross(n, t), n) * (2 * texture(normalMap, texel).rgb - 1);
    n = normalize(n);
    vec3 v = normalize(eye.xyz - worldPosition);

    vec3 diffuse = baseColor * (1 - metallic);
    vec3 f0 = mix(vec3(0.04), baseColor, metallic);
    float alpha = roughness * roughness;
    vec3 light = pi * keyColour * lit(n, v, keyDirection, diffuse, f0, alpha) * mix(1, occlusion, 0.5);
    light += pi * rimColour * lit(n, v, rimDirection, diffuse, f0, alpha);
    light += diffuse * irradiance(n) * occlusion;
    light += environment(reflect(-v, n), roughness) * environmentReflectance(f0, roughness, max(dot(n, v), 0)) * occlusion;
    colour = vec4(dither(toneMap(0.9 * light)), 1);
}
