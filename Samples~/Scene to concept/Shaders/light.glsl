// A block-out's surface in the light of a sun and a sky.
vec3 lit(vec3 surface, vec3 normal) {
    const vec3 sun = normalize(vec3(-0.45, 0.75, 0.5));
    float sky = 0.3 + 0.2 * normal.y;
    return surface * (sky + 0.6 * max(0.0, dot(normal, sun)));
}
