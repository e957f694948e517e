using SeedanceGen.Benchmarks.Suites;

foreach (var figure in CallFigures.Measure())
    Console.WriteLine(figure);
