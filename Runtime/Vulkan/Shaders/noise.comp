#version 460
#extension GL_GOOGLE_include_directive : require
// variants: f32 f64
// target = (target +) a n, n standard normal: element i of a stream is one of the four normals of Philox block i / 4
#include "elementwise.glsl"
#include "real.glsl"
#include "philox.glsl"

const uint Accumulate = 1;

void main()
{
    uvec2 seed = uvec2(xStart, yStart);
    uint stream = zStart;
    for (uint block = gl_GlobalInvocationID.x; block < (count + 3) / 4; block += INVOCATIONS) {
        uvec4 words = philox(uvec4(block, 0, stream, 0), seed);
        REAL normals[4];
        boxMuller(words.x, words.y, normals[0], normals[1]);
        boxMuller(words.z, words.w, normals[2], normals[3]);
        for (uint k = 0; k < 4 && 4 * block + k < count; k++) {
            uint i = 4 * block + k;
            precise REAL value = a * normals[k];
            precise REAL sum = (flags & Accumulate) != 0 ? targets[targetStart + i] + value : value;
            put(i, sum);
        }
    }
}
