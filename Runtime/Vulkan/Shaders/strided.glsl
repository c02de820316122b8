// Values in a buffer, planes as networks have them or a picture: value = scale stored + bias; an image is read from origin on.
layout(local_size_x = 16, local_size_y = 16) in;

layout(push_constant) uniform Arguments {
    ivec2 size;
    int channels;
    int transfer;
    uint start, pixelStride, rowStride, channelStride;
    float scale, bias;
    ivec2 origin;
};

#define PIXEL ivec2(gl_GlobalInvocationID.xy)

uint place(ivec2 p, int channel)
{
    return start + uint(p.x) * pixelStride + uint(p.y) * rowStride + uint(channel) * channelStride;
}
