#version 460
#extension GL_GOOGLE_include_directive : require
// Reverse reprojection (D. Nehab et al. 2007): (i, j, e, 1) through the motion; of the four pixels around, those of the same inverse but for a share and the surface's slope.
layout(local_size_x = 16, local_size_y = 16) in;

layout(push_constant) uniform Arguments {
    ivec2 size;
    int channels;
    float tolerance, share;
    uint targetStart, knownStart, pictureStart, seenStart, inverseStart;
    float motion[16]; // rows
};

layout(std430, binding = 0) buffer Target { float targets[]; };
layout(std430, binding = 1) writeonly buffer Known { float knowns[]; };
layout(std430, binding = 2) readonly buffer Picture { float pictures[]; };
layout(std430, binding = 3) readonly buffer Seen { float seens[]; };
layout(std430, binding = 4) readonly buffer Inverse { float inverses[]; };

const float leastShare = 0.2;

bool isInside(ivec2 p) { return all(greaterThanEqual(p, ivec2(0))) && all(lessThan(p, size)); }

uint index(ivec2 p) { return uint(p.y * size.x + p.x); }

float at(ivec2 p) { return isInside(p) ? inverses[inverseStart + index(p)] : 0.0; }

float slope(float here, float before, float after) { return min(abs(here - before), abs(after - here)); }

float moved(vec4 p, int column) { return p.x * motion[column] + p.y * motion[4 + column] + p.z * motion[8 + column] + p.w * motion[12 + column]; }

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy);
    if (!isInside(p)) return;
    float e = at(p);
    vec4 from = vec4(vec2(p), e, 1.0);
    float w = moved(from, 3);
    vec2 place = vec2(moved(from, 0), moved(from, 1)) / w;
    float expected = moved(from, 2) / w;
    vec4 sum = vec4(0.0);
    float weight = 0.0;
    if (w > 0.0 && place.x >= -0.5 && place.y >= -0.5 && place.x < float(size.x) - 0.5 && place.y < float(size.y) - 0.5)
    {
        float allowed = tolerance * expected + slope(e, at(p - ivec2(1, 0)), at(p + ivec2(1, 0))) + slope(e, at(p - ivec2(0, 1)), at(p + ivec2(0, 1)));
        ivec2 corner = ivec2(floor(place));
        for (int k = 0; k < 4; k++)
        {
            ivec2 q = corner + ivec2(k & 1, k >> 1);
            float part = (1.0 - abs(place.x - float(q.x))) * (1.0 - abs(place.y - float(q.y)));
            if (!(part > 0.0) || !isInside(q)) continue;
            float found = seens[seenStart + index(q)];
            if (e > 0.0 ? !(found > 0.0) || abs(found - expected) > allowed : found > 0.0) continue;
            for (int channel = 0; channel < channels; channel++) sum[channel] += part * pictures[pictureStart + index(q) * uint(channels) + uint(channel)];
            weight += part;
        }
    }
    bool isKnown = weight >= leastShare;
    knowns[knownStart + index(p)] = isKnown ? 1.0 : 0.0;
    for (int channel = 0; isKnown && channel < channels; channel++)
    {
        uint at = targetStart + index(p) * uint(channels) + uint(channel);
        targets[at] += (sum[channel] / weight - targets[at]) * share;
    }
}
