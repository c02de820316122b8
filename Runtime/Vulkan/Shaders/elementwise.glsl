// What the verbs on whole tensors share: operands x, y, z and a target of the same length, each somewhere in its buffer.
layout(local_size_x = 256) in;

layout(push_constant) uniform Arguments {
    uint count;
    uint targetStart, xStart, yStart, zStart;
    uint flags;
    REAL a, b, c;
};

layout(std430, binding = 0) buffer Target { REAL targets[]; };
layout(std430, binding = 1) readonly buffer X { REAL xs[]; };
layout(std430, binding = 2) readonly buffer Y { REAL ys[]; };
layout(std430, binding = 3) readonly buffer Z { REAL zs[]; };

REAL x(uint i) { return xs[xStart + i]; }
REAL y(uint i) { return ys[yStart + i]; }
REAL z(uint i) { return zs[zStart + i]; }
void put(uint i, REAL value) { targets[targetStart + i] = value; }

#define INVOCATIONS (gl_NumWorkGroups.x * gl_WorkGroupSize.x)
#define EACH(i) for (uint i = gl_GlobalInvocationID.x; i < count; i += INVOCATIONS)
