using Scumble.Cli;
using Scumble.Shell;

return await CommandLine.RunAsync("Textures and PBR materials from a prompt.", Commands.All, args);
