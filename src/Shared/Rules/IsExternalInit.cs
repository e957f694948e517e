#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler make <c>init</c> properties for netstandard2.0.</summary>
internal static class IsExternalInit;
#endif
