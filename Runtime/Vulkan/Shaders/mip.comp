#version 460
#extension GL_GOOGLE_include_directive : require
// variants: rgba8 rgba16f
// D. Guinier, J. Peeters, "Non-power-of-two mipmapping", 2005: along an axis of n texels that becomes m = max(1, n / 2),
// two texels with equal weights where n is even; where it is odd, 2i, 2i + 1, 2i + 2 with the weights (m - i, m, i + 1) / n.
// What is averaged: 0 the stored values, 1 the linear light of sRGB, 2 unit vectors stored as (n + 1) / 2.
#extension GL_EXT_samplerless_texture_functions : require
#include "texel.glsl"

layout(local_size_x = 16, local_size_y = 16) in;
layout(push_constant) uniform Arguments { ivec2 size; ivec2 sourceSize; int averaged; };
layout(TEXEL, binding = 5) uniform writeonly image2D target;
layout(binding = 6) uniform texture2D source;

float weight(int n, int i, int tap)
{
    if (n == 1) return tap == 0 ? 1.0 : 0.0;
    if ((n & 1) == 0) return tap < 2 ? 0.5 : 0.0;
    int m = n / 2;
    return float(tap == 0 ? m - i : tap == 1 ? m : i + 1) / float(n);
}

vec4 value(vec4 texel)
{
    if (averaged == 1) for (int c = 0; c < 3; c++) texel[c] = toLinear(texel[c]);
    if (averaged == 2) texel.rgb = 2.0 * texel.rgb - 1.0;
    return texel;
}

vec4 texelOf(vec4 mean)
{
    if (averaged == 1) for (int c = 0; c < 3; c++) mean[c] = fromLinear(mean[c]);
    if (averaged == 2) mean.rgb = ((length(mean.rgb) > 1e-6 ? mean.rgb / length(mean.rgb) : vec3(0.0, 0.0, 1.0)) + 1.0) / 2.0;
    return mean;
}

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy);
    if (any(greaterThanEqual(p, size))) return;
    vec4 mean = vec4(0.0);
    for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 3; i++) {
            float w = weight(sourceSize.x, p.x, i) * weight(sourceSize.y, p.y, j);
            if (w != 0.0) mean += w * value(texelFetch(source, 2 * p + ivec2(i, j), 0));
        }
    }
    imageStore(target, p, stored(texelOf(mean)));
}
