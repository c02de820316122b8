using Scumble.Shell;
using Scumble.Studio;

// Bare options are those of the studio itself.
string[] line = args is ["mcp", ..] or ["studio", ..] or ["--version"] ? args : ["studio", .. args];
return await CommandLine.RunAsync("Scumble.Studio", "Textures and node graphs in a browser page.", StudioCommands.All, line);
