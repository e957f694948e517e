using SeedanceGen.TestKit.Cultures;

namespace SeedanceGen.AspNetCore.Tests;

/// <summary>Nothing else runs beside these runs of all tests.</summary>
[CollectionDefinition(nameof(CultureTests), DisableParallelization = true)]
[Collection(nameof(CultureTests))]
[Trait("Category", "Slow")]
public sealed class CultureTests : SuiteInCultures;
