using Scumble.Lab;
using Scumble.Shell;

return await CommandLine.RunAsync("scumble-lab", "The workshop of scumble: recorded runs, distances, benches.", LabCommands.All, args);
