#version 460
layout(location = 0) in float milliseconds;
layout(location = 0) out vec4 colour;

void main() {
    colour = vec4(milliseconds < 0 ? vec3(0.8) : milliseconds <= 17.7 ? vec3(0.05, 0.55, 0.12) : milliseconds <= 34.4 ? vec3(0.8, 0.45, 0.03) : vec3(0.75, 0.04, 0.03), 1);
}
