#version 460
#extension GL_GOOGLE_include_directive : require
// A program of instructions on registers, the same for every pixel; the numbers of the instructions are those of PixelOp.
layout(local_size_x = 16, local_size_y = 16) in;

layout(push_constant) uniform Arguments {
    ivec2 size;
    int channels, tile, count, result;
    uint targetStart, programStart;
    float stepX, stepY;
    ivec4 sources[3]; // width, height, channels, start
};

layout(std430, binding = 0) writeonly buffer Target { float targets[]; };
layout(std430, binding = 1) readonly buffer Source0 { float source0[]; };
layout(std430, binding = 2) readonly buffer Source1 { float source1[]; };
layout(std430, binding = 3) readonly buffer Source2 { float source2[]; };
layout(std430, binding = 4) readonly buffer Program { int program[]; };

#include "lattice.glsl"

int wrapIndex(int index, int length, bool repeats)
{
    if (!repeats) return clamp(index, 0, length - 1);
    // The remainder of a negative number is undefined.
    return index >= 0 ? int(uint(index) % uint(length)) : length - 1 - int(uint(-1 - index) % uint(length));
}

float element(int source, int at)
{
    return source == 0 ? source0[at] : source == 1 ? source1[at] : source2[at];
}

vec4 pixel(int source, ivec2 p, int edge)
{
    ivec4 s = sources[source];
    if (edge == 1 && (any(lessThan(p, ivec2(0))) || any(greaterThanEqual(p, s.xy)))) return vec4(0.0);
    p = ivec2(wrapIndex(p.x, s.x, edge == 0 && (tile & 1) != 0), wrapIndex(p.y, s.y, edge == 0 && (tile & 2) != 0));
    int at = s.w + (p.y * s.x + p.x) * s.z;
    if (s.z == 1) return vec4(vec3(element(source, at)), 1.0);
    return vec4(element(source, at), element(source, at + 1), element(source, at + 2), s.z == 4 ? element(source, at + 3) : 1.0);
}

vec4 between(vec4 a, vec4 b, float t)
{
    precise vec4 value = a + (b - a) * t;
    return value;
}

vec4 sampled(int source, vec2 place, int edge)
{
    place = vec2(place.x > -1e4 && place.x < 1e4 ? place.x : 0.0, place.y > -1e4 && place.y < 1e4 ? place.y : 0.0);
    precise vec2 f = place * vec2(sources[source].xy) - 0.5;
    precise vec2 i = floor(f);
    precise vec2 t = f - i;
    ivec2 p = ivec2(i);
    vec4 upper = between(pixel(source, p, edge), pixel(source, p + ivec2(1, 0), edge), t.x);
    vec4 lower = between(pixel(source, p + ivec2(0, 1), edge), pixel(source, p + ivec2(1, 1), edge), t.x);
    return between(upper, lower, t.y);
}

float sineOfTurns(float t)
{
    precise float u = t - floor(t + 0.5);
    if (u > 0.25) u = 0.5 - u;
    else if (u < -0.25) u = -0.5 - u;
    precise float x = u * 6.2831853;
    precise float w = x * x;
    precise float p = 2.7557319e-6 * w;
    p = (p - 1.9841270e-4) * w;
    p = (p + 8.3333333e-3) * w;
    p = (p - 1.6666667e-1) * w;
    precise float value = x + x * p;
    return value;
}

float turnsOf(float y, float x)
{
    float most = max(abs(x), abs(y));
    if (most == 0.0) return 0.0;
    precise float t = min(abs(x), abs(y)) / most;
    precise float w = t * t;
    precise float p = 0.0208351 * w;
    p = (p - 0.0851330) * w;
    p = (p + 0.1801410) * w;
    p = (p - 0.3302995) * w;
    precise float angle = (t * (p + 0.9998660)) * 0.15915494;
    if (abs(y) > abs(x)) angle = 0.25 - angle;
    if (x < 0.0) angle = 0.5 - angle;
    return y < 0.0 ? -angle : angle;
}

void main()
{
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    if (any(greaterThanEqual(at, size))) return;
    vec4 r[32];
    for (int n = 0; n < count; n++) {
        int word = int(programStart) + n * 8;
        int head = program[word], more = program[word + 1];
        vec4 a = r[(head >> 16) & 31], b = r[(head >> 24) & 31], c = r[more & 31], d = r[(more >> 8) & 31];
        int flags = (more >> 16) & 0xffff;
        ivec2 ij = ivec2(program[word + 2], program[word + 3]);
        vec4 k = vec4(intBitsToFloat(program[word + 4]), intBitsToFloat(program[word + 5]), intBitsToFloat(program[word + 6]), intBitsToFloat(program[word + 7]));
        uint seed = uint(program[word + 7]);
        precise vec4 value = vec4(0.0);
        switch (head & 255) {
        case 0: value = k; break;
        case 1: value = vec4((float(at.x) + 0.5) * stepX); break;
        case 2: value = vec4((float(at.y) + 0.5) * stepY); break;
        case 3: value = pixel(flags, at, 0); break;
        case 4: value = pixel(flags, at + ij, 0); break;
        case 5: value = sampled(flags & 15, vec2(a.x, b.x), flags >> 4); break;
        case 6: value = a + b; break;
        case 7: value = a - b; break;
        case 8: value = a * b; break;
        case 9: value = a / b; break;
        case 10: value = min(a, b); break;
        case 11: value = max(a, b); break;
        case 12: value = floor(a); break;
        case 13: value = abs(a); break;
        case 14: value = sqrt(max(a, vec4(0.0))); break;
        case 15: value = mix(vec4(0.0), exp(b * log(max(a, vec4(1e-37)))), greaterThan(a, vec4(0.0))); break;
        case 16: value = vec4(sineOfTurns(a.x), sineOfTurns(a.y), sineOfTurns(a.z), sineOfTurns(a.w)); break;
        case 17: value = vec4(turnsOf(a.x, b.x), turnsOf(a.y, b.y), turnsOf(a.z, b.z), turnsOf(a.w, b.w)); break;
        case 18: value = mix(vec4(0.0), vec4(1.0), lessThan(a, b)); break;
        case 19: value = mix(c, b, greaterThan(a, vec4(0.0))); break;
        case 20: value = vec4(a[flags & 3]); break;
        case 21: value = vec4(a.x, b.x, c.x, d.x); break;
        case 22: value = vec4(hashOf(ivec2(floor(vec2(a.x, b.x))), ij, seed), 1.0); break;
        case 23: value = vec4(valueNoise(vec2(a.x, b.x), ij, seed)); break;
        case 24: value = vec4(perlinNoise(vec2(a.x, b.x), ij, seed)); break;
        case 25: value = vec4(worleyNoise(vec2(a.x, b.x), ij, seed, k.x), 1.0); break;
        }
        r[(head >> 8) & 31] = value;
    }
    vec4 value = r[result];
    for (int c = 0; c < channels; c++)
        targets[targetStart + uint((at.y * size.x + at.x) * channels + c)] = value[c];
}
