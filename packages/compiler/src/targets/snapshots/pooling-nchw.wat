(module $f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $f_dispatch_0_pooling_nchw_max_1x32x32x32x3x3 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32)
    (local v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32) (local v128 v128 v128 v128)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32) (local v128 v128 v128 v128)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 0 i32.load offset=12 i32.const 0 i32.add local.set 12
        local.get 0 i32.load offset=8 i32.const 0 i32.add local.set 13
        local.get 0 i32.load i32.const 0 i32.add local.set 14
        local.get 8 i32.const 16 i32.mul local.set 15
        local.get 15 i32.const 1024 i32.mul local.set 16
        local.get 15 i32.const 1156 i32.mul local.set 17
        i32.const 0 local.tee 15 i32.const 16 i32.lt_s if
          loop
            local.get 15 i32.const 1024 i32.mul local.set 18
            local.get 16 local.get 18 i32.add local.set 19
            local.get 15 i32.const 1156 i32.mul local.set 18
            local.get 17 local.get 18 i32.add local.set 20
            i32.const 0 local.tee 18 i32.const 32 i32.lt_s if
              loop
                local.get 18 i32.const 32 i32.mul local.set 21
                local.get 19 local.get 21 i32.add local.set 22
                local.get 18 i32.const 34 i32.mul local.set 21
                local.get 20 local.get 21 i32.add local.set 23
                i32.const 0 local.tee 21 i32.const 32 i32.lt_s if
                  local.get 13 local.get 22 i32.const 2 i32.shl i32.add local.set 24
                  local.get 24 i32.const 0 i32.const 2 i32.shl i32.add local.set 25
                  local.get 25 i32.const 128 i32.add local.set 26
                  local.get 12 local.get 22 i32.const 2 i32.shl i32.add local.set 27
                  local.get 27 i32.const 0 i32.const 2 i32.shl i32.add local.set 28
                  loop
                    local.get 25 local.set 30
                    local.get 30 v128.load align=4 local.set 29
                    local.get 25 local.set 30
                    local.get 30 v128.load offset=16 align=4 local.set 31
                    local.get 25 local.set 30
                    local.get 30 v128.load offset=32 align=4 local.set 32
                    local.get 25 local.set 30
                    local.get 30 v128.load offset=48 align=4 local.set 33
                    local.get 23 local.get 21 i32.add local.set 30
                    local.get 29 local.get 31 local.get 32 local.get 33 local.set 37
                    local.set 36
                    local.set 35
                    local.set 34
                    i32.const 0 local.tee 38 i32.const 3 i32.lt_s if
                      loop
                        local.get 38 i32.const 34 i32.mul local.set 39
                        local.get 30 local.get 39 i32.add local.set 40
                        local.get 34 local.get 35 local.get 36 local.get 37 local.set 44
                        local.set 43
                        local.set 42
                        local.set 41
                        i32.const 0 local.tee 39 i32.const 3 i32.lt_s if
                          local.get 14 local.get 40 i32.const 2 i32.shl i32.add i32.const 0 i32.add local.set 45
                          local.get 45 i32.const 0 i32.const 2 i32.shl i32.add local.set 46
                          local.get 46 i32.const 12 i32.add local.set 47
                          local.get 14 local.get 40 i32.const 2 i32.shl i32.add i32.const 16 i32.add local.set 48
                          local.get 48 i32.const 0 i32.const 2 i32.shl i32.add local.set 49
                          local.get 14 local.get 40 i32.const 2 i32.shl i32.add i32.const 32 i32.add local.set 50
                          local.get 50 i32.const 0 i32.const 2 i32.shl i32.add local.set 51
                          local.get 14 local.get 40 i32.const 2 i32.shl i32.add i32.const 48 i32.add local.set 52
                          local.get 52 i32.const 0 i32.const 2 i32.shl i32.add local.set 53
                          loop
                            local.get 46 local.set 55
                            local.get 55 v128.load align=4 local.set 54
                            local.get 49 local.set 55
                            local.get 55 v128.load align=4 local.set 56
                            local.get 51 local.set 55
                            local.get 55 v128.load align=4 local.set 57
                            local.get 53 local.set 55
                            local.get 55 v128.load align=4 local.set 58
                            local.get 41 local.get 54 f32x4.max local.set 59
                            local.get 42 local.get 56 f32x4.max local.set 54
                            local.get 43 local.get 57 f32x4.max local.set 56
                            local.get 44 local.get 58 f32x4.max local.set 57
                            local.get 59 local.get 54 local.get 56 local.get 57 local.set 44
                            local.set 43
                            local.set 42
                            local.set 41
                            local.get 46 i32.const 4 i32.add local.set 46
                            local.get 49 i32.const 4 i32.add local.set 49
                            local.get 51 i32.const 4 i32.add local.set 51
                            local.get 53 i32.const 4 i32.add local.set 53
                            local.get 46 local.get 47 i32.ne br_if 0
                          end
                        end
                        local.get 41 local.get 42 local.get 43 local.get 44 local.set 37
                        local.set 36
                        local.set 35
                        local.set 34
                        local.get 38 i32.const 1 i32.add local.tee 38 i32.const 3 i32.lt_s br_if 0
                      end
                    end
                    local.get 28 local.set 30
                    local.get 30 local.get 34 v128.store align=4
                    local.get 28 local.set 30
                    local.get 30 local.get 35 v128.store offset=16 align=4
                    local.get 28 local.set 30
                    local.get 30 local.get 36 v128.store offset=32 align=4
                    local.get 28 local.set 30
                    local.get 30 local.get 37 v128.store offset=48 align=4
                    local.get 25 i32.const 64 i32.add local.set 25
                    local.get 28 i32.const 64 i32.add local.set 28
                    local.get 21 i32.const 16 i32.add local.tee 21 i32.const 32 i32.lt_s br_if 0
                  end
                end
                local.get 18 i32.const 1 i32.add local.tee 18 i32.const 32 i32.lt_s br_if 0
              end
            end
            local.get 15 i32.const 1 i32.add local.tee 15 i32.const 16 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
