#version 460

// Bars of a graph in the lower left corner, six vertices to a bar: x and height of each come as one number for each bar.
layout(location = 0) in vec2 bar; // which one, and its milliseconds
layout(location = 0) out float milliseconds;

const float count = 180, most = 50;

void main() {
    vec2 corner = vec2(gl_VertexIndex == 1 || gl_VertexIndex == 2 || gl_VertexIndex == 4, gl_VertexIndex == 2 || gl_VertexIndex == 4 || gl_VertexIndex == 5);
    // The last bar is the line of 60 frames a second.
    bool isLine = bar.x < 0;
    float height = min(bar.y / most, 1) * 0.5;
    float left = isLine ? 0 : bar.x / count, right = isLine ? 1 : (bar.x + 0.8) / count;
    milliseconds = isLine ? -1 : bar.y;
    float y = isLine ? height + corner.y * 0.006 : corner.y * height;
    gl_Position = vec4(-0.96 + mix(left, right, corner.x) * 1.1, 0.95 - y, 0, 1);
}
