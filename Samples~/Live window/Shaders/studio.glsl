// A photographer's studio without a single texture: a grey backdrop, a large soft light from the upper left, a cool one from behind.

const vec3 keyDirection = normalize(vec3(-0.55, 0.75, 0.55));
const vec3 keyColour = vec3(1.75, 1.68, 1.57);
const vec3 rimDirection = normalize(vec3(0.8, 0.35, -0.65));
const vec3 rimColour = vec3(0.75, 0.88, 1.1);
const float backdrop = 0.23;

// How much of a square light around an axis a blurred mirror shows.
float softbox(vec3 d, vec3 axis, float halfEdge, float blur) {
    vec3 right = normalize(cross(vec3(0, 1, 0), axis));
    vec3 up = cross(axis, right);
    float ahead = dot(d, axis);
    vec2 p = abs(vec2(dot(d, right), dot(d, up))) / max(ahead, 1e-3);
    vec2 inside = 1 - smoothstep(vec2(halfEdge - blur), vec2(halfEdge + blur), p);
    return ahead > 0 ? inside.x * inside.y : 0;
}

// The light that comes from a direction, blurred as a surface of that roughness reflects it.
vec3 environment(vec3 d, float roughness) {
    float blur = mix(0.05, 0.9, roughness);
    vec3 colour = mix(vec3(0.24, 0.235, 0.23), vec3(0.50, 0.51, 0.53), smoothstep(-blur, blur, d.y));
    colour += vec3(0.35) * smoothstep(0.3 - blur, 1.0 + blur, d.y);
    colour += keyColour * 1.6 * softbox(d, keyDirection, 0.5, min(blur, 0.5)) * mix(1, 0.35, roughness);
    colour += rimColour * 0.8 * softbox(d, rimDirection, 0.35, min(blur, 0.35)) * mix(1, 0.3, roughness);
    return colour;
}

// The light that falls on a matt surface from all around.
vec3 irradiance(vec3 n) {
    return mix(vec3(0.30, 0.29, 0.28), vec3(0.58, 0.60, 0.64), 0.5 + 0.5 * n.y);
}

// Khronos PBR Neutral tone mapper (2024): base colours stay what they are, only highlights are compressed.
vec3 toneMap(vec3 c) {
    float least = min(c.r, min(c.g, c.b));
    c -= least < 0.08 ? least - 6.25 * least * least : 0.04;
    float peak = max(c.r, max(c.g, c.b));
    const float start = 0.8 - 0.04;
    if (peak < start) return c;
    float compressed = 1 - (1 - start) * (1 - start) / (peak + 1 - 2 * start);
    c *= compressed / peak;
    return mix(c, vec3(compressed), 1 - 1 / (0.15 * (peak - compressed) + 1));
}

// A fraction of the last bit, different in each pixel, so that gradients show no bands (interleaved gradient noise, J. Jimenez, 2014).
vec3 dither(vec3 c) {
    float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    return c + (noise - 0.5) / 255 * max(c, vec3(0.02)) * 2;
}
