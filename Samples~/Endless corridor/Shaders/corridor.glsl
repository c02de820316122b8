// One part of a room: CorridorArguments in C#.
layout(push_constant) uniform Corridor {
    mat4 viewProjection;
    vec4 eye;
    vec4 offset; // of the room, or of what stands in it
};
