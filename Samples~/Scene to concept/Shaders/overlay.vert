#version 460
// Shapes over the scene, one instance each: OverlayShape in C#.
layout(push_constant) uniform Arguments { vec2 size; };

layout(location = 0) in vec4 box;    // a stroke's ends, or the corners of all else, in pixels
layout(location = 1) in vec4 colour; // linear
layout(location = 2) in float radius;
layout(location = 3) in float kind;

layout(location = 0) out vec2 place;
layout(location = 1) flat out vec4 ends;
layout(location = 2) flat out vec4 paint;
layout(location = 3) flat out float rounding;
layout(location = 4) flat out float which;

void main() {
    // Two triangles, a pixel larger than the shape.
    const vec2 corners[6] = vec2[](vec2(0, 0), vec2(1, 0), vec2(1, 1), vec2(0, 0), vec2(1, 1), vec2(0, 1));
    float around = kind < 0.5 ? radius + 1 : 1;
    place = mix(min(box.xy, box.zw) - around, max(box.xy, box.zw) + around, corners[gl_VertexIndex]);
    ends = box;
    paint = colour;
    rounding = radius;
    which = kind;
    gl_Position = vec4(2 * place / size - 1, 0, 1);
}
