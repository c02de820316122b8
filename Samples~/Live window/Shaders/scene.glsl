// One frame's camera and the turn of the object: SceneArguments in C#.
layout(push_constant) uniform Scene {
    mat4 viewProjection;
    vec4 rotation; // a unit quaternion
    vec4 eye;
};

vec3 rotate(vec3 v) {
    return v + 2 * cross(rotation.xyz, cross(rotation.xyz, v) + rotation.w * v);
}
