/** What people call the maps. */
export const mapNames: Record<string, string> = {
  picture: 'Picture',
  basecolor: 'Colour',
  normal: 'Normal',
  height: 'Height',
  roughness: 'Rough',
  metallic: 'Metal',
  occlusion: 'AO',
  emissive: 'Emit',
};
