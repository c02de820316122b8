using Scumble.Cli;
using Scumble.Shell;

return await CommandLine.RunAsync("scumble", "Textures and PBR materials from a prompt.", Commands.All, args);
