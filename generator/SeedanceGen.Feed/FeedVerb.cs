namespace SeedanceGen.Feed;

/// <summary>What is to be done.</summary>
internal enum FeedVerb
{
    /// <summary>Pack what is there.</summary>
    Pack,

    /// <summary>Make a version of a changed description.</summary>
    Release,

    /// <summary>Write the list of licences.</summary>
    Licences,
}
