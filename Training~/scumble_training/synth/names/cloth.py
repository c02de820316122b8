"""Textiles, leather and padding."""
TABLE = """
fabric [linen fabric]: cotton cloth, linen, linen tablecloth, bed sheet, woven cotton, curtain fabric, table cloth, cushion cover, textile, upholstery fabric, plain cloth, shirt fabric, bedsheet, napkin, cotton weave, linen curtain, woven textile, pillow case
fabric [canvas]: tent canvas, sail cloth, painters canvas, artist canvas, tarp, tote bag canvas, duck cloth, canvas tent, backpack fabric, awning canvas, ship sail, canvas sack, heavy canvas, deck chair canvas
fabric [burlap]: hessian sack, potato sack, jute cloth, gunny sack, coffee sack, coarse sackcloth, jute sack, sacking, jute, grain sack, sand bag, sandbag cloth, rough sack cloth, jute weave
fabric [twill]: gabardine, chino fabric, trouser cloth, workwear fabric, uniform cloth, twill weave, cotton twill, pants fabric, chinos, drill cloth
fabric [denim]: jeans, blue jean fabric, denim cloth, jeans texture, denim jacket, denim jeans, jean fabric, work trousers
fabric [denim; own; #blue/navy]: blue jeans, indigo denim, blue denim, dark denim
fabric [herringbone]: tweed, herringbone tweed, wool coat fabric, suit fabric, tweed jacket, harris tweed, wool suit cloth, wool overcoat, herringbone wool, jacket fabric
plaid [tartan]: scottish tartan, kilt fabric, flannel shirt, lumberjack shirt, plaid flannel, highland tartan, checked wool, tartan kilt, tartan blanket, picnic blanket, scottish kilt, flannel, plaid scarf, clan tartan
plaid [gingham]: picnic tablecloth, checked tablecloth, vichy check, gingham tablecloth, checkered cloth, kitchen towel, picnic cloth, check fabric, bistro tablecloth
plaid [striped fabric]: awning fabric, deckchair fabric, pinstripe cloth, ticking, striped textile, stripes, mattress ticking, striped awning, beach chair fabric, striped shirt, striped cotton
camouflage: army fabric, military uniform, army camo, combat fatigues, hunting camo, military fabric, soldier uniform, camo pattern, army camouflage, woodland camo, battle dress, special forces uniform
camouflage [digital]: pixel camo, marpat camo, digital camo uniform, pixel camouflage
camouflage [own; #tan/sand]: desert camo, desert camouflage
camouflage [own; #white/grey]: urban camo, winter camo
camouflage [own; #blue]: navy camo
knit: knitwear, sweater, jumper, wool sweater, knitted scarf, yarn, wool jumper, woolen sweater, knit scarf, knitted blanket, beanie, knitted hat, cardigan, stockinette, winter sweater, knitted yarn, cozy sweater, pullover, woollen jumper
knit [striped]: striped sweater, striped scarf, striped jumper
knit [nordic]: fair isle knit, christmas sweater, icelandic sweater, norwegian sweater, woollen christmas sweater, jacquard knit, fair isle sweater
knit [ribbed]: rib knit, ribbed sweater, ribbed cuff, rib knit wool, chunky rib knit
velvet: velour fabric, theatre curtain, plush velvet, velvet curtain, velvet drape, velvet upholstery, velvet sofa, theater curtain, royal robe, jewelry box lining, luxury velvet, plush fabric, cinema seat fabric, royal velvet
velvet [crushed]: panne velvet, crushed velour, crinkled velvet, crushed velvet upholstery
corduroy: cord trousers, corduroy pants, needlecord, wide wale corduroy, ribbed cord, corduroy jacket, cord fabric, corduroy sofa, cords, ribbed fabric, jumbo cord, wale corduroy, corduroy upholstery
felt: craft felt, matted wool, felted wool, felt sheet, wool coat cloth, fuzzy felt, felt hat, wool blanket, loden, fleece, felt slippers, felt pad, coat wool, felted fabric
felt [#green/red/blue/teal]: billiard cloth, poker table felt
felt [#green]: pool table felt, snooker table cloth, card table felt, billiard table
silk: satin sheet, silk dress, evening gown, silk scarf, charmeuse, shiny cloth, satin lining, satin bed sheets, silk kimono, satin ribbon, luxury silk, wedding dress satin, silk robe, shiny satin, necktie silk
silk [with soft folds]: draped silk, draped satin, flowing satin, folded silk, satin drapery
silk [with slubs]: dupioni, slub silk, wild silk, dupioni silk
carpet: floor carpet, wall to wall carpet, carpeting, carpet flooring, rug, office carpet, living room carpet, textile floor, hotel carpet, floor rug, carpet pile, home carpet, carpet tile, bedroom carpet, door mat, cinema carpet
carpet [loop carpet]: berber carpet, loop pile, looped rug, office carpet tile
carpet [shag]: shag rug, deep pile rug, shaggy carpet, flokati, fluffy carpet, long pile rug, bath mat
carpet [cut pile]: plush carpet, tufted carpet, velvet pile carpet
quilted [fabric; -tufted]: quilted blanket, duvet, puffer jacket, padded blanket, mattress, bedspread, quilt, moving blanket, mattress fabric, quilted jacket, comforter, puffy jacket, padded cloth, winter coat padding
quilted [leather; -tufted]: car seat leather, handbag leather, quilted leather seat, diamond stitched leather, luxury car seat, biker jacket padding, quilted leather handbag, stitched leather, padded leather wall, car upholstery
quilted [tufted]: chesterfield sofa, capitone, tufted upholstery, button tufted headboard, sofa upholstery, padded headboard, tufted sofa, chesterfield couch, button back sofa, diamond tufting, padded door, tufted headboard
leather: hide, cowhide leather, sofa leather, saddle leather, leather upholstery, tanned hide, full grain leather, leather jacket, faux leather, book cover leather, leather couch, leather bag, car seat, bookbinding leather, jacket leather, leather armor, leather belt, wallet leather, boots leather, cow leather, tanned leather, leather armchair
leather [pebbled]: pebbled leather, grained leather, leather grain, pebble grain leather, handbag leather, basketball leather, football leather
leather [smooth]: smooth leather, nappa leather, calf leather, glove leather, soft leather, shoe leather
leather [worn]: cracked leather, vintage leather, aged leather, creased leather, worn leather, wrinkled leather, old boots leather, antique leather, pirate boots, old saddle, medieval leather armor
leather [own; #brown/tan/cognac]: saddle hide, brown cow leather, cowboy boots leather, tan saddle leather
leather [own; #black]: biker jacket, black biker leather, motorcycle jacket
"""
