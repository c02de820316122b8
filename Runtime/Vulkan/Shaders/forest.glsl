// Sets of pixels as trees that point to their least pixel, built by all invocations at once: S. Komura,
// "GPU-based cluster-labeling algorithm without the use of conventional iteration", 2015. No invocation waits for another.
const uint None = 0xffffffff;

layout(std430, binding = 3) coherent buffer Forest { uint parents[]; };

uint root(uint i)
{
    while (parents[i] != i) i = parents[i];
    return i;
}

void unite(uint i, uint j)
{
    i = root(i);
    j = root(j);
    while (i != j) {
        if (i < j) { uint t = i; i = j; j = t; }
        // i was a root when it was looked up; if somebody hung it elsewhere since, that tree must be united too.
        uint before = atomicMin(parents[i], j);
        if (before == i) return;
        i = root(before);
        j = root(j);
    }
}
