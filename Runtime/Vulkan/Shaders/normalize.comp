#version 460
#extension GL_GOOGLE_include_directive : require
// target = (x - y[0]) / (y[1] - y[0]), and 0 where the range y is empty
#include "single.glsl"
#include "elementwise.glsl"

void main()
{
    float least = y(0), greatest = y(1);
    float scale = greatest > least ? 1.0 / (greatest - least) : 0.0;
    EACH(i) {
        precise float value = (x(i) - least) * scale;
        put(i, value);
    }
}
