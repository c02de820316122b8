#version 460
layout(location = 0) in vec2 place;
layout(location = 1) flat in vec4 ends;
layout(location = 2) flat in vec4 paint;
layout(location = 3) flat in float rounding;
layout(location = 4) flat in float which;

layout(set = 0, binding = 0) uniform sampler2D picture;
layout(set = 0, binding = 1) uniform usampler2D ids;
layout(std430, set = 0, binding = 2) readonly buffer Marks { uint marks[]; }; // 1 for each object that is picked

layout(location = 0) out vec4 colour;

float stroke() {
    vec2 along = ends.zw - ends.xy, from = place - ends.xy;
    float share = dot(along, along) > 0 ? clamp(dot(from, along) / dot(along, along), 0, 1) : 0;
    return length(from - share * along) - rounding;
}

float rectangle() {
    vec2 middle = (ends.xy + ends.zw) / 2, extent = (ends.zw - ends.xy) / 2 - rounding;
    vec2 outside = abs(place - middle) - extent;
    return length(max(outside, 0)) + min(max(outside.x, outside.y), 0) - rounding;
}

bool picked(ivec2 pixel) {
    ivec2 last = textureSize(ids, 0) - 1;
    return marks[texelFetch(ids, clamp(pixel, ivec2(0), last), 0).r] != 0;
}

// A line around what is picked, dark on both sides so that it shows on any ground. Within, colours stay true.
vec4 outline() {
    ivec2 here = ivec2(place);
    bool inside = picked(here);
    float nearest = 100;
    int reach = int(rounding) + 2;
    for (int y = -reach; y <= reach; y++)
        for (int x = -reach; x <= reach; x++)
            if (picked(here + ivec2(x, y)) != inside) nearest = min(nearest, length(vec2(x, y)));
    if (nearest <= rounding + 0.5) return paint;
    return nearest <= rounding + 1.9 ? vec4(0, 0, 0, 0.55) : vec4(0);
}

void main() {
    if (which > 2.5) {
        colour = outline();
        return;
    }
    colour = paint;
    if (which > 1.5) {
        vec2 shown = ends.zw - ends.xy;
        colour *= vec4(textureLod(picture, (place - ends.xy) / shown, log2(max(1, textureSize(picture, 0).x / shown.x))).rgb, 1);
    }
    colour.a *= clamp(0.5 - (which < 0.5 ? stroke() : rectangle()), 0, 1);
}
