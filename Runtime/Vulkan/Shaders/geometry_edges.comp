#version 460
#extension GL_GOOGLE_include_directive : require
// A plane is linear in one over the distance, e: 2 e(p) - e(p-1) - e(p+1) > a e(p) is a step down behind p, or a ridge. Of two neighbours whose normals
// turn by more than the angle whose squared cosine is b, or whose objects differ, the nearer is the edge; of two as near, the first.
// flags: 1 depth, 2 normals, 4 ids are there.
#include "scene.glsl"

const float ShortestSquared = 0.25;

float depth(ivec2 p) { return firsts[firstStart + index(p)]; }

bool drops(float here, float before, float after)
{
    precise float step = here + here - before - after;
    precise float least = a * here;
    return !(before > 0.0) || !(after > 0.0) || step > least;
}

bool isStep(ivec2 p)
{
    float here = depth(p);
    if (!(here > 0.0)) return false;
    return p.x > 0 && p.x < size.x - 1 && drops(here, depth(p - ivec2(1, 0)), depth(p + ivec2(1, 0)))
        || p.y > 0 && p.y < size.y - 1 && drops(here, depth(p - ivec2(0, 1)), depth(p + ivec2(0, 1)));
}

bool turns(ivec2 p, ivec2 q)
{
    precise float product = 0.0, one = 0.0, other = 0.0;
    for (int k = 0; k < 3; k++) {
        precise float x = 2.0 * seconds[secondStart + 3 * index(p) + k] - 1.0;
        precise float y = 2.0 * seconds[secondStart + 3 * index(q) + k] - 1.0;
        product += x * y;
        one += x * x;
        other += y * y;
    }
    precise float square = product * product;
    precise float least = b * one * other;
    return one > ShortestSquared && other > ShortestSquared && (product <= 0.0 || square < least);
}

bool isBorder(ivec2 p)
{
    const ivec2 offsets[4] = { ivec2(1, 0), ivec2(0, 1), ivec2(-1, 0), ivec2(0, -1) };
    bool hasDepth = (flags & 1) != 0;
    for (int k = 0; k < 4; k++) {
        ivec2 q = p + offsets[k];
        if (!isInside(q)) continue;
        if (hasDepth ? depth(q) > depth(p) || depth(q) == depth(p) && k > 1 : k > 1) continue;
        if ((flags & 4) != 0 && thirds[thirdStart + index(p)] != thirds[thirdStart + index(q)]) return true;
        if ((flags & 2) != 0 && turns(p, q)) return true;
    }
    return false;
}

void main()
{
    RETURN_OUTSIDE;
    put(1, 0, (flags & 1) != 0 && isStep(PIXEL) || isBorder(PIXEL) ? 1.0 : 0.0);
}
