using Microsoft.Extensions.Http;

namespace SeedanceGen.Hosting;

/// <summary>Puts what keeps a submission single around whatever handlers the host adds to a client's connection, also by its defaults.</summary>
internal sealed class SendOnceFilter(TimeProvider? clock = null) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (!ClientRegistration.IsConnection(builder.Name))
            return;

        builder.AdditionalHandlers.Insert(0, new TicketHandler());
        builder.AdditionalHandlers.Add(new SendOnceHandler(clock ?? TimeProvider.System));
    };
}
